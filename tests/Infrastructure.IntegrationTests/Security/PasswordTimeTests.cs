using System.Diagnostics;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Infrastructure.Security;

namespace Picora.Infrastructure.IntegrationTests.Security;

public class PasswordTimeTests
{
    [Test]
    public async Task A_hash_from_before_the_cost_was_raised_takes_as_long_as_that_of_nobody()
    {
        using var before = Hasher(1_000);
        using var after = Hasher(400_000);
        var old = await before.HashAsync("correct-horse-1", CancellationToken.None);
        (await after.VerifyAsync(old, "correct-horse-1", CancellationToken.None)).Value.ShouldBe(PasswordMatch.YesWithOldHash);

        // Whatever else the machine does only makes it longer, so the shortest of some is nearest to the work itself.
        var (nobodys, somebodys) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 30 && (round < 3 || somebodys < nobodys / 2); round++)
        {
            nobodys = Shorter(nobodys, await TimeAsync(after, null));
            somebodys = Shorter(somebodys, await TimeAsync(after, old));
        }

        somebodys.ShouldBeGreaterThan(nobodys / 2);
    }

    private static Pbkdf2PasswordHasher Hasher(int iterations) =>
        new(Options.Create(new AccountsOptions { PasswordIterations = iterations, PasswordWorkers = 1 }));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> TimeAsync(Pbkdf2PasswordHasher hasher, string? hash)
    {
        var watch = Stopwatch.StartNew();
        (await hasher.VerifyAsync(hash, "wrong", CancellationToken.None)).Value.ShouldBe(PasswordMatch.No);
        return watch.Elapsed;
    }
}
