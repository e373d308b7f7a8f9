"""A service as a plain function, with what the standard wants to know of it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from nextsteps.cdshooks.discovery import ServiceDescription
from nextsteps.cdshooks.prefetch import missing_keys
from nextsteps.cdshooks.request import HookRequest
from nextsteps.cdshooks.response import Card, HookResponse

Answer = HookResponse | Iterable[Card]
Answering = Callable[[HookRequest], Answer | Awaitable[Answer]]


class MissingDataError(Exception):
    """
    A service cannot answer without data that it does not have: the client gets a 412.

    *keys* are keys of the service's prefetch; they and nothing else are told to the client.
    """

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        super().__init__(", ".join(keys))


class InvalidContextError(Exception):
    """
    The context of a call is not as the hook says: the client gets a 400.

    For hooks of one's own; those of HL7's library are checked already. *says* are told to the
    client, so they must repeat nothing of a person.
    """

    def __init__(self, *says: str) -> None:
        self.says = says
        super().__init__(len(says))


@dataclass(frozen=True, slots=True)
class Service:
    """
    A function that answers a hook.

    *answer* takes the `HookRequest` and returns a `HookResponse` or cards; it may be async.
    *needs* are the prefetch keys without which it is not called: all, unless said otherwise.
    A service that needs none has to expect a `prefetch` that is None.
    """

    id: str
    hook: str
    description: str
    answer: Answering
    title: str | None = None
    prefetch: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] | None = None
    usage_requirements: str | None = None
    version: str | None = None
    hook_version: str | None = None

    def __post_init__(self) -> None:
        """Refuse needs that nothing asks the client for."""
        unasked = sorted((self.needs or frozenset()) - set(self.prefetch))
        if unasked:
            raise ValueError(f"`{self.id}` needs {unasked}, but its prefetch does not ask for them")

    def describe(self) -> ServiceDescription:
        """Return the entry of the discovery endpoint."""
        return ServiceDescription(
            id=self.id,
            hook=self.hook,
            description=self.description,
            title=self.title,
            prefetch=dict(self.prefetch) or None,
            usage_requirements=self.usage_requirements,
            version=self.version,
            hook_version=self.hook_version,
        )

    def missing(self, request: HookRequest) -> tuple[str, ...]:
        """Return the needed prefetch keys that *request* does not bring."""
        needed = self.prefetch if self.needs is None else self.needs
        return missing_keys(request, sorted(needed))


def service(
    id: str,  # noqa: A002  (the standard's word)
    hook: str,
    *,
    description: str,
    title: str | None = None,
    prefetch: Mapping[str, str] | None = None,
    needs: Iterable[str] | None = None,
    usage_requirements: str | None = None,
) -> Callable[[Answering], Service]:
    """
    Make the function below a service.

    >>> @service("hello", "patient-view", description="Says hello")
    ... def hello(request):
    ...     return []
    >>> hello.describe().to_dict()
    {'hook': 'patient-view', 'description': 'Says hello', 'id': 'hello'}
    """

    def make(answer: Answering) -> Service:
        return Service(
            id=id,
            hook=hook,
            description=description,
            answer=answer,
            title=title,
            prefetch=prefetch or {},
            needs=None if needs is None else frozenset(needs),
            usage_requirements=usage_requirements,
        )

    return make
