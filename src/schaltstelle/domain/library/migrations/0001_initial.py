"""The first tables."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField(default=0)),
                ("identity", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "Dokument"),
                            ("programme", "Förderprogramm aus einer Datenbank"),
                        ],
                        default="document",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("format", models.CharField(max_length=20)),
                ("place_key", models.CharField(blank=True, max_length=12)),
                ("place_name", models.CharField(blank=True, max_length=200)),
                ("source_title", models.CharField(blank=True, max_length=500)),
                ("publisher", models.CharField(blank=True, max_length=300)),
                ("address", models.CharField(blank=True, max_length=1000)),
                ("licence", models.CharField(blank=True, max_length=300)),
                ("dated", models.CharField(blank=True, max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("passages", models.JSONField(default=list)),
                ("added", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("change", models.BigIntegerField(unique=True)),
                ("removed", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("title", "key"),
            },
        ),
    )
