using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

internal sealed class OwnerMail(IAccountsDb db, IMailQueue mails) : IOwnerMail
{
    public async Task EnqueueAsync(UserId owner, OwnerMessage message, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsNoTracking().Where(user => user.Id == owner && user.IsActive)
            .Select(user => new { user.Email, user.Locale }).SingleOrDefaultAsync(cancellationToken);
        if (person?.Email is { } address)
        {
            var text = person.Locale == Locale.Chinese ? message.Chinese : message.English;
            mails.Enqueue(new MailMessage(address.Value, text.Subject, text.Body));
        }
    }
}
