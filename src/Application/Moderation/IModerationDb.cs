using Microsoft.EntityFrameworkCore;
using Picora.Domain.Moderation;

namespace Picora.Application.Moderation;

/// <summary>The moderation module's tables.</summary>
public interface IModerationDb
{
    DbSet<Report> Reports { get; }
}
