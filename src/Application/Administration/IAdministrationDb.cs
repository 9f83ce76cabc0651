using Microsoft.EntityFrameworkCore;
using Picora.Domain.Administration;

namespace Picora.Application.Administration;

/// <summary>The administration module's tables.</summary>
public interface IAdministrationDb
{
    DbSet<JobRun> JobRuns { get; }
}
