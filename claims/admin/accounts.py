"""Accounts: made, given roles and deactivated by an administrator; never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import workflow
from claims.admin import confirming
from claims.admin.access import EDITORS, editor, roles
from claims.admin.base import WorkflowAdmin
from claims.admin.forms import RefusalForm
from claims.admin.signing_in import factors, notices
from claims.desk.models import User
from claims.desk.permissions import Role


class RolesField(forms.MultipleChoiceField):
    """The roles of an account, as boxes to tick."""

    def __init__(self) -> None:
        super().__init__(
            choices=Role.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=(
                "Contributors write. Reviewers also decide on the work of others, publishers also "
                "release it. Administrators keep accounts and the scale; auditors read everything."
            ),
        )


class ConfirmedForm(forms.ModelForm):
    """A form that is believed only from somebody who has just given their own password.

    `request` is set for each request by the admin class.
    """

    request: HttpRequest

    own_password = forms.CharField(
        required=False,
        strip=False,
        label="Your own password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Asked again before accounts are changed, and then not for ten minutes.",
    )
    own_code = forms.CharField(
        required=False,
        max_length=20,
        label="A code of your own second factor",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Or confirm with a passkey first, on the page “Signing in”.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if confirming.is_fresh(self.request):
            del self.fields["own_password"]
        if not confirming.needs_code(self.request):
            del self.fields["own_code"]

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong password or code, and after several of them every one for a while."""
        said = super().clean() or {}
        if "own_password" in self.fields:
            password: str = self.cleaned_data.get("own_password", "")
            code: str = self.cleaned_data.get("own_code", "")
            if refusal := confirming.refusal(self.request, password, code):
                self.add_error("own_password", refusal)
        return said


class NewAccountForm(ConfirmedForm, RefusalForm, UserCreationForm):
    """A new account with its first password."""

    roles = RolesField()

    class Meta(UserCreationForm.Meta):
        model = User


class AccountForm(ConfirmedForm, RefusalForm):
    """What may change about an account."""

    roles = RolesField()
    take_factors = forms.BooleanField(
        required=False,
        label="Take the second factor away",
        help_text=(
            "For somebody who has lost it, and only once you know that it is they who ask. Their "
            "sessions end, and the next sign-in with the password sets up a new one. Who they are "
            "at the newsroom's own sign-in is forgotten too, until they use it again."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            held = self.instance.groups.values_list("name", flat=True)
            self.initial.setdefault("roles", list(held))


class UserAdmin(WorkflowAdmin):
    """The people of the desk. Nobody's password or superuser status is shown or set later."""

    form = AccountForm
    list_display = ("username", "held_roles", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name")
    search_help_text = "User name or name."
    ordering = ("username",)
    readonly_fields = (
        *("username", "is_superuser", "last_login", "date_joined", "second_factors"),
    )
    fieldsets = (
        (None, {"fields": ("username", "email", "roles", "is_active")}),
        ("Signing in", {"fields": ("second_factors", "take_factors")}),
        ("About the account", {"fields": (("date_joined", "last_login"), "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "password1", "password2", "roles")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the accounts, their groups fetched together."""
        return super().get_queryset(request).prefetch_related("groups")

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Administrators, superusers and auditors read accounts."""
        return self._administers(request) or Role.AUDITOR in roles(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Administrators and superusers make accounts."""
        return self._administers(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Administrators and superusers change accounts."""
        return self._administers(request)

    def may_choose(self, request: HttpRequest) -> bool:
        """Editors choose colleagues, by name alone."""
        return bool(roles(request) & EDITORS) or self.has_view_permission(request)

    def choosable(self, queryset: QuerySet) -> QuerySet:
        """Return active editors."""
        editors = Group.objects.filter(name__in=EDITORS)
        holding = User.groups.through.objects.filter(group__in=editors).values("user")
        return queryset.filter(is_active=True, pk__in=holding).prefetch_related(None)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the inputs for a new account, or for one that exists."""
        found = super().get_fieldsets(request, obj) if obj else self.add_fieldsets
        if not self._administers(request) or confirming.is_fresh(request):
            return found
        asked = ["own_password"] + ["own_code"] * confirming.needs_code(request)
        return (*found, ("Is it you?", {"fields": asked}))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what is fixed once the account exists."""
        return super().get_readonly_fields(request, obj) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Return the form for a new account, or for one that exists."""
        base = self.form if obj else NewAccountForm
        kwargs["form"] = type(base.__name__, (base,), {"request": request})
        return super().get_form(request, obj, change, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Make or change the account through the workflow, all or nothing."""
        by = editor(request)
        said = form.cleaned_data
        if change:
            account = User.objects.get(pk=form.instance.pk)
            if "is_active" in form.changed_data:
                workflow.set_active(account, said["is_active"], by=by)
        else:
            account = workflow.create_account(
                said["username"], by=by, email=said["email"], password=said["password1"]
            )
            form.instance.pk = account.pk
        if change and "email" in form.changed_data:
            workflow.set_email(account, said["email"], by=by)
        if "roles" in form.changed_data:
            workflow.set_roles(account, said["roles"], by=by)
        if said.get("take_factors"):
            workflow.take_factors(account, by=by)
            notices.changed(account, "Every second factor was removed by an administrator")

    @admin.display(description="Roles")
    def held_roles(self, account: User) -> str:
        """The roles in words."""
        held = {group.name for group in account.groups.all()}
        return ", ".join(role.label for role in Role if role.value in held)

    @admin.display(description="Roles")
    def roles(self, account: User) -> str:
        """The roles, where the form is only read."""
        return self.held_roles(account)

    @admin.display(description="Second factors")
    def second_factors(self, account: User) -> str:
        """What the account has to sign in with beside the password."""
        kinds = [each.get_type_display() for each in factors.of(account)]
        return ", ".join(kinds) or "None yet: the next sign-in sets one up."

    @admin.display(description="Take the second factor away", boolean=True)
    def take_factors(self, account: User) -> bool:
        """Nothing is taken away where the form is only read."""
        return False

    def _administers(self, request: HttpRequest) -> bool:
        user = editor(request)
        return (user.is_active and user.is_superuser) or Role.ADMIN in roles(request)
