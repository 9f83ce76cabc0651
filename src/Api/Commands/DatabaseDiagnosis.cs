using System.Globalization;
using Picora.Application.Abstractions.Operations;
using Picora.Infrastructure.Persistence;

namespace Picora.Api.Commands;

/// <summary>Whether the database is at this version's state, and whether its clock and ours agree.</summary>
internal static class DatabaseDiagnosis
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static async Task<Diagnosis> MigrationsAsync(IServiceProvider services, CancellationToken stop)
    {
        const string Name = "migrations";
        var pending = await services.GetRequiredService<DatabaseMigrator>().PendingAsync(stop);
        return pending.Count == 0
            ? Diagnosis.Ok(Name, "The database is at this version's state.")
            : Diagnosis.Warn(Name, $"{pending.Count} are missing; picora migrate, or the next start, applies them.");
    }

    public static async Task<Diagnosis> ClockAsync(IServiceProvider services, CancellationToken stop)
    {
        const string Name = "clock";
        var time = services.GetRequiredService<TimeProvider>();
        if (time.GetUtcNow().UtcDateTime < File.GetLastWriteTimeUtc(typeof(DatabaseDiagnosis).Assembly.Location))
        {
            return Diagnosis.Bad(Name, $"It is {time.GetUtcNow():u} here, before this program was made.");
        }

        if (await services.GetRequiredService<IDatabaseClock>().ReadAsync(stop) is not { } there)
        {
            return Diagnosis.Ok(Name, $"It is {time.GetUtcNow():u}.");
        }

        var apart = (time.GetUtcNow() - there).Duration();
        var words = string.Create(CultureInfo.InvariantCulture, $"This machine's clock and the database's are {apart.TotalSeconds:F1} s apart.");
        return apart > Tolerance ? Diagnosis.Warn(Name, words) : Diagnosis.Ok(Name, words);
    }
}
