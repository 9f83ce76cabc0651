using Microsoft.EntityFrameworkCore;
using Picora.Domain.Mail;

namespace Picora.Application.Mail;

/// <summary>The mail module's tables.</summary>
public interface IMailDb
{
    DbSet<OutboxMail> OutboxMails { get; }
}
