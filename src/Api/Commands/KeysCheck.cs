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

    private const string Usage = """
        usage: picora keys check [TEXT…] [--Picora:SETTING=VALUE…]
          Looks for API keys in the texts or, without one, in the standard input (better: other users of the machine can see arguments).
          With --Picora:DataFolder or --Picora:Database:…, asks that database whether the keys still work.
          Exit code: 0 no key that works, 1 one that works or may work, 2 wrong usage or no such database.
        """;

    public static async Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output)
    {
        var settings = arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (!settings.All(setting => setting.StartsWith("--Picora:", StringComparison.Ordinal) && setting.Contains('=', StringComparison.Ordinal)))
        {
            await output.WriteLineAsync(Usage);
            return Misused;
        }

        try
        {
            await using var keys = KeyDatabase.Open(settings);
            return await CheckAsync(Lines(arguments.Except(settings, StringComparer.Ordinal), input), keys, output);
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
