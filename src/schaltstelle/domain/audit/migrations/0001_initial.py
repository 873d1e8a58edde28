"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("actor", models.CharField(max_length=80)),
                ("action", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ("-created", "-id"),
                "indexes": [models.Index(fields=["subject"], name="audit_subject")],
            },
        ),
    )
