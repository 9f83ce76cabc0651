using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Closing;

/// <summary>Mails the code with which <see cref="DeleteMe"/> is confirmed to the caller's own address.</summary>
[RequireSession]
public sealed record SendDeletionCode : IRequest<Result<SentCode>>;

internal sealed class SendDeletionCodeHandler(IAccountsDb db, VerificationCodes codes, ICaller caller, IClient client, IOptions<CodeOptions> options)
    : IRequestHandler<SendDeletionCode, Result<SentCode>>
{
    public async Task<Result<SentCode>> Handle(SendDeletionCode request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        var owner = await db.Users.AsNoTracking().Where(user => user.Id == id).Select(user => new { user.Email, user.Locale }).SingleAsync(cancellationToken);
        if (owner.Email is not { } email)
        {
            return Error.Validation("email", "The account has no address to mail a code to.");
        }

        var sent = await codes.MailAsync(
            new CodeRequest(email, CodePurpose.DeleteAccount, client.Network),
            (code, _) => Task.FromResult<Result<MailMessage>>(ClosingMails.Code(email, owner.Locale, code, options.Value.LifetimeMinutes)),
            cancellationToken);
        return sent.Map(_ => new SentCode("Verification code sent"));
    }
}
