namespace Picora.Api.Commands;

/// <summary>
/// Tells settings (<c>--Picora:DataFolder=DIR</c>, <c>--Logging:…</c>, <c>--urls …</c>) from what belongs to the commands, so that every command
/// takes settings in any place and a misspelt option of its own is still an error.
/// </summary>
internal static class HostArguments
{
    private const string Prefix = "--";

    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase) { "urls", "environment", "http_ports", "https_ports" };

    public static (string[] Command, string[] Host) Split(IReadOnlyList<string> arguments)
    {
        var (command, host) = (new List<string>(), new List<string>());
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (!IsSetting(argument))
            {
                command.Add(argument);
                continue;
            }

            host.Add(argument);
            if (!argument.Contains('=', StringComparison.Ordinal) && at + 1 < arguments.Count)
            {
                host.Add(arguments[++at]);
            }
        }

        return ([.. command], [.. host]);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var name = argument[Prefix.Length..].Split('=')[0];
        return name.Contains(':', StringComparison.Ordinal) || Plain.Contains(name);
    }
}
