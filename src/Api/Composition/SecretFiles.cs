using System.Collections;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace Picora.Api.Composition;

/// <summary>
/// Secrets from files, as container platforms hand them over: with <c>Picora__Mail__Password_FILE=/run/secrets/mail</c>, the content of that file is
/// the setting <c>Picora:Mail:Password</c>, without the line breaks at its end. It counts where the environment's other settings do: more than
/// <c>appsettings.json</c>, less than arguments.
/// </summary>
internal static class SecretFiles
{
    private const string Suffix = "_FILE";
    private const string Separator = "__";
    private const int MostBytes = 64 * 1024;

    public static void AddSecretFiles(this IConfigurationBuilder configuration)
    {
        var settings = Read(Environment.GetEnvironmentVariables());
        if (settings.Count > 0)
        {
            var environment = configuration.Sources.OfType<EnvironmentVariablesConfigurationSource>().Last();
            configuration.Sources.Insert(configuration.Sources.IndexOf(environment) + 1, new MemoryConfigurationSource { InitialData = settings });
        }
    }

    /// <exception cref="OptionsValidationException">A file is missing, empty or too long, or its setting is given twice.</exception>
    private static Dictionary<string, string?> Read(IDictionary environment)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var variable in environment.Keys.Cast<string>().Where(NamesFile))
        {
            var setting = variable[..^Suffix.Length];
            if (environment.Contains(setting))
            {
                throw Wrong($"{setting} and {variable} are both set; one of them must go.");
            }

            settings[setting.Replace(Separator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = ReadFile(variable, (string)environment[variable]!);
        }

        return settings;
    }

    private static bool NamesFile(string variable) =>
        variable.EndsWith(Suffix, StringComparison.Ordinal) && variable.Contains(Separator, StringComparison.Ordinal);

    private static string ReadFile(string variable, string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MostBytes)
            {
                throw Wrong($"{variable}: {path} is longer than {MostBytes} bytes, which is no secret.");
            }

            var content = File.ReadAllText(path).TrimEnd('\r', '\n');
            return content.Length > 0 ? content : throw Wrong($"{variable}: {path} is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong($"{variable}: {path} cannot be read: {exception.Message}");
        }
    }

    private static OptionsValidationException Wrong(string message) => new(nameof(SecretFiles), typeof(string), [message]);
}
