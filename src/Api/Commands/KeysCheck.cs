using System.Data.Common;
using Picora.Api.Composition;
using Picora.Application.Accounts;
using Picora.Domain.Accounts;
using Picora.Infrastructure;
using Picora.Infrastructure.Persistence;

namespace Picora.Api.Commands;

/// <summary>
/// The program <c>picora keys check</c>: looks for API keys in texts. Their checksum tells genuine ones from inventions without a network; with
/// a database among the settings, that is asked whether they still work. No key is ever written out.
/// </summary>
internal static class KeysCheck
{
    public const int NoneWorks = 0;
    public const int SomeMayWork = 1;
    public const int Misused = 2;

    /// <param name="texts">Where to look; the input when there is none (better: other users of the machine can see arguments).</param>
    /// <param name="settings">With some, the database that they name is asked whether the keys still work.</param>
    public static async Task<int> RunAsync(string[] texts, string[] settings, TextReader input, TextWriter output)
    {
        try
        {
            await using var keys = KeyDatabase.Open(settings);
            return await CheckAsync(Lines(texts, input), keys, output);
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            await output.WriteLineAsync($"The database cannot be asked: {exception.Message}");
            return Misused;
        }
    }

    private static async Task<int> CheckAsync(IAsyncEnumerable<string> lines, KeyDatabase? keys, TextWriter output)
    {
        var (number, outcome) = (0, NoneWorks);
        await foreach (var line in lines)
        {
            foreach (var found in ApiKeyScan.Find(line, ++number))
            {
                var (verdict, mayWork) = await JudgeAsync(found, keys);
                await output.WriteLineAsync($"line {found.Line}: {found.Masked} {verdict}");
                outcome = mayWork ? SomeMayWork : outcome;
            }
        }

        return outcome;
    }

    private static async Task<(string Verdict, bool MayWork)> JudgeAsync(FoundKey found, KeyDatabase? keys)
    {
        if (found.Key is not { } key)
        {
            return ("is no key: its checksum is wrong", false);
        }

        return keys is null ? ("is a key: its checksum is right", true) : await keys.JudgeAsync(key);
    }

    private static async IAsyncEnumerable<string> Lines(IEnumerable<string> texts, TextReader input)
    {
        var any = false;
        foreach (var line in texts.SelectMany(text => text.Split('\n')))
        {
            any = true;
            yield return line;
        }

        while (!any && await input.ReadLineAsync() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The database that the settings name, of which nothing but keys is read.</summary>
    private sealed class KeyDatabase(WebApplication app) : IAsyncDisposable
    {
        /// <summary>Null when no setting names one.</summary>
        /// <exception cref="IOException">It is not there.</exception>
        public static KeyDatabase? Open(string[] settings)
        {
            if (settings.Length == 0)
            {
                return null;
            }

            var configuration = new ConfigurationBuilder().AddCommandLine(settings).Build();
            var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
            var file = Path.Combine(configuration[DataFolder.Setting] ?? "data", "picora.db");
            return database is { Engine: DatabaseEngine.Sqlite, ConnectionString: "" } && !File.Exists(file)
                ? throw new IOException($"there is no {Path.GetFullPath(file)}")
                : new KeyDatabase(PicoraHost.Build(settings));
        }

        public async Task<(string Verdict, bool MayWork)> JudgeAsync(ApiKeySecret key)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var found = await scope.ServiceProvider.GetRequiredService<IApiKeyLookup>().FindAsync(key.Hash, CancellationToken.None);
            return found switch
            {
                null => ("is a key, but not of this server", false),
                { RevokedAt: not null } => ("is revoked", false),
                { ExpiresAt: { } end } when end <= app.Services.GetRequiredService<TimeProvider>().GetUtcNow() => ("has expired", false),
                _ => ($"WORKS: it is the key {found.Id}", true),
            };
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
