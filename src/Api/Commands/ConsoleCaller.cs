using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Api.Commands;

/// <summary>Whoever may start the program on the server's own machine and data: an administrator whom no account stands for.</summary>
internal sealed class ConsoleCaller : ICaller
{
    public Caller Current { get; private set; } = For(new UserId("operator"));

    public Error? Rejection => null;

    /// <summary>From now on what belongs to somebody is looked for with this person.</summary>
    public void ActFor(UserId owner) => Current = For(owner);

    private static Caller For(UserId user) =>
        new(Credential.Session, user, string.Empty, Plan.None, IsAdministrator: true, Scope.All) { IsOperator = true };
}
