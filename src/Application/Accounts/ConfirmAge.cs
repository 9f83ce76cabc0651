using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>The caller says that they are as old as the installation demands (<c>Picora:Accounts:MinimumAge</c>).</summary>
[RequireSession]
public sealed record ConfirmAge(bool AgeConfirmed) : IRequest<Result<ConfirmedAge>>;

/// <param name="MinimumAge">In years; 0 when the installation asks nobody.</param>
public sealed record ConfirmedAge(bool AgeConfirmed, DateTimeOffset ConfirmedAt, int MinimumAge);

internal sealed class ConfirmAgeValidator : AbstractValidator<ConfirmAge>
{
    public ConfirmAgeValidator() => RuleFor(request => request.AgeConfirmed).Equal(true).WithMessage("Only a confirmation is taken.");
}

internal sealed class ConfirmAgeHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, IAuditLog audit, TimeProvider time, IOptions<AccountsOptions> options)
    : IRequestHandler<ConfirmAge, Result<ConfirmedAge>>
{
    public Task<Result<ConfirmedAge>> Handle(ConfirmAge request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<ConfirmedAge>(
        async token =>
        {
            var id = caller.Current.UserId;
            var user = await db.Users.SingleAsync(row => row.Id == id, token);
            if (user.AgeConfirmedAt is null)
            {
                user.ConfirmAge(time.Now());
                audit.Record(id, AuditAction.AgeConfirmed);
            }

            return new ConfirmedAge(AgeConfirmed: true, user.AgeConfirmedAt!.Value, options.Value.MinimumAge);
        },
        cancellationToken);
}
