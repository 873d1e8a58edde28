"""The first tables."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("barriere", "Eine Barriere auf dieser Website"),
                            ("angabe", "Eine Angabe über unseren Ort stimmt nicht"),
                            ("anderes", "Etwas anderes"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^/[^\\s]*$", "Die Seite muss mit / beginnen."
                            )
                        ],
                    ),
                ),
                (
                    "place_key",
                    models.CharField(
                        blank=True,
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(\\d{2}|\\d{3}|\\d{5}|\\d{8,9}|\\d{12})$",
                                "Das ist kein Schlüssel.",
                            )
                        ],
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=4000,
                        validators=[
                            django.core.validators.MinLengthValidator(
                                10, "Bitte schreiben Sie mindestens 10 Zeichen."
                            )
                        ],
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
            options={
                "ordering": ("-created", "-id"),
            },
        ),
    )
