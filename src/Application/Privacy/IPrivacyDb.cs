using Microsoft.EntityFrameworkCore;
using Picora.Domain.Privacy;

namespace Picora.Application.Privacy;

/// <summary>The privacy module's tables.</summary>
public interface IPrivacyDb
{
    DbSet<DataExport> DataExports { get; }

    DbSet<AccountErasure> AccountErasures { get; }

    DbSet<ErasedPart> ErasedParts { get; }
}
