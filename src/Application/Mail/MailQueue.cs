using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Mail;

namespace Picora.Application.Mail;

internal sealed class MailQueue(
    IMailDb db, IMailSeal seal, MailOutbox outbox, CommitSignal signal, IOptions<OutboxOptions> options, TimeProvider time) : IMailQueue
{
    public void Enqueue(MailMessage message)
    {
        signal.Wake(IMailQueue.Kind);
        db.OutboxMails.Add(Create(message, null));
    }

    public HeldMail Hold(MailMessage message, DateTimeOffset validUntil)
    {
        var mail = Create(message, validUntil);
        var lease = NanoId.New();
        mail.LeaseToMaker(lease, time.Now() + options.Value.Lease);
        db.OutboxMails.Add(mail);
        return new HeldMail($"{mail.Id}:{lease}");
    }

    public Task ForgetAsync(string address, CancellationToken cancellationToken)
    {
        var recipient = seal.HashAddress(address);
        return db.OutboxMails.Where(mail => mail.Recipient == recipient).ExecuteDeleteAsync(cancellationToken);
    }

    public Task DeliverAsync(HeldMail mail, CancellationToken cancellationToken) => outbox.RunAsync(mail.Claim, cancellationToken);

    private OutboxMail Create(MailMessage message, DateTimeOffset? validUntil) =>
        OutboxMail.Create(seal.HashAddress(message.To), id => seal.Seal(id, message), validUntil, time.Now());
}
