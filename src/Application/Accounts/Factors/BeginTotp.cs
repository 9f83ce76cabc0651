using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>Starts setting an authenticator app up. Nothing counts until its first code is confirmed; starting again replaces what was not.</summary>
/// <param name="Password">The account's; absent when it has none.</param>
[RequireSession]
public sealed record BeginTotp(string? Password = null) : IRequest<Result<TotpEnrolment>>;

/// <param name="Secret">In base32, for typing it in.</param>
/// <param name="Uri">An <c>otpauth://</c> address, for showing it as a QR code.</param>
public sealed record TotpEnrolment(string Secret, string Uri);

internal sealed class BeginTotpValidator : AbstractValidator<BeginTotp>
{
    public BeginTotpValidator() => RuleFor(request => request.Password).IsOldPassword().When(request => request.Password is not null);
}

internal sealed class BeginTotpHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IFactorSecrets secrets, FactorScene scene, IOptions<FactorOptions> options)
    : IRequestHandler<BeginTotp, Result<TotpEnrolment>>
{
    public async Task<Result<TotpEnrolment>> Handle(BeginTotp request, CancellationToken cancellationToken)
    {
        var owner = await scene.ProveAsync(request.Password, cancellationToken);
        return owner.IsSuccess ? await unitOfWork.ExecuteAsync(token => EnrolAsync(owner.Value.Id, token), cancellationToken) : owner.Error;
    }

    private async Task<Result<TotpEnrolment>> EnrolAsync(UserId id, CancellationToken cancellationToken)
    {
        // Two who begin at once: the second finds what the first has done.
        await db.Users.Where(row => row.Id == id).LockAsync(row => row.CreatedAt, cancellationToken);
        var user = await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
        if (await db.TotpFactors.AnyAsync(row => row.UserId == id && row.ConfirmedAt != null, cancellationToken))
        {
            return FactorErrors.TotpThere;
        }

        var secret = Totp.NewSecret();
        await db.TotpFactors.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken);
        db.TotpFactors.Add(TotpFactor.Enrol(id, secrets.Seal(id, secret), scene.Now));
        return Present(user, Base32.Encode(secret));
    }

    private TotpEnrolment Present(User user, string secret)
    {
        var issuer = Uri.EscapeDataString(options.Value.Issuer);
        var account = Uri.EscapeDataString(user.Email?.Value ?? user.Nickname ?? user.Id.Value);
        return new TotpEnrolment(secret, $"otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30");
    }
}
