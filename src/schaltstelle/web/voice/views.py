"""Views of the feedback form."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from schaltstelle.domain.voice.actions import leave_feedback
from schaltstelle.web.voice.presenters import TRAP, FeedbackForm, asked_form, sent_form


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form; keep the message, or show it again with what is wrong."""
    if request.method != "POST":
        return _shown(request, asked_form(request.GET))
    form = sent_form(request.POST)
    # People never see this field; programs fill it. They get the same answer, nothing is kept.
    if not request.POST.get(TRAP):
        try:
            leave_feedback(**form.values())
        except ValidationError as error:
            return _shown(request, form.with_errors(error.message_dict), status=422)
    return redirect("thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The message was kept."""
    return render(request, "voice/thanks.html")


def _shown(request: HttpRequest, form: FeedbackForm, status: int = 200) -> HttpResponse:
    return render(request, "voice/feedback.html", {"form": form, "trap": TRAP}, status=status)
