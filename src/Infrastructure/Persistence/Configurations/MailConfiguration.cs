using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Mail;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("outbox_mails");
        builder.AreWork();
        builder.Property(mail => mail.Recipient).HasMaxLength(OutboxMail.RecipientLength);
        builder.Property(mail => mail.Content).HasMaxLength(OutboxMail.MaxContentLength);
        builder.HasIndex(mail => mail.Recipient);
    }
}
