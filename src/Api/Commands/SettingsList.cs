using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Picora.Api.Composition;
using Picora.Api.Http;
using Picora.Application;
using Picora.Application.Quotas.Contracts;
using Picora.Infrastructure;

namespace Picora.Api.Commands;

/// <param name="Value">As it counts; of a secret only whether there is one.</param>
/// <param name="IsSet">Whether it was set, and is not the default.</param>
internal sealed record SettingValue(string Name, string? Value, bool IsSet);

/// <summary>All settings as they count, read from the options classes, and those that nobody reads.</summary>
internal static partial class SettingsList
{
    private const string Root = "Picora";

    // Read by themselves, not through an options class.
    private static readonly string[] Single =
    [
        DataFolder.Setting, ServerRoles.Setting, Proxies.Setting, Logs.JsonSetting, PublicUrls.ApiSetting, PublicUrls.MediaSetting,
        PublicUrls.DashboardOriginsSetting, $"{Root}:Plans",
    ];

    private static readonly Assembly[] Assemblies = [typeof(ApplicationServices).Assembly, typeof(DataFolder).Assembly, typeof(SettingsList).Assembly];

    public static IReadOnlyList<SettingValue> Effective(IConfiguration configuration) =>
    [
        .. Single.SelectMany(name => Below(configuration, name)),
        .. Sections().SelectMany(section => Values(configuration, section.Name, section.Type)),
    ];

    /// <summary>Settings below <c>Picora:</c> that no options class has: misspelt ones.</summary>
    public static IReadOnlyList<string> Unknown(IConfiguration configuration)
    {
        var known = Single.Concat(Sections().SelectMany(section => section.Type.GetProperties().Select(property => $"{section.Name}:{property.Name}"))).ToList();
        return
        [
            .. configuration.GetSection(Root).AsEnumerable().Where(entry => entry.Value is not null).Select(entry => entry.Key)
                .Where(key => !key.EndsWith("_FILE", StringComparison.Ordinal) && !known.Exists(name => IsAtOrBelow(key, name))).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string Name, Type Type)> Sections() => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Select(type => (Name: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Type: type))
        .Where(section => section.Name is not null && section.Type != typeof(PlanLimits))
        .Select(section => (section.Name!, section.Type))
        .OrderBy(section => section.Item1, StringComparer.Ordinal);

    private static IEnumerable<SettingValue> Values(IConfiguration configuration, string section, Type type)
    {
        var options = configuration.GetSection(section).Get(type) ?? Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var name = $"{section}:{property.Name}";
            if (IsPlain(property.PropertyType))
            {
                var value = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture);
                yield return new SettingValue(name, Hide(name, value), configuration[name] is not null);
                continue;
            }

            foreach (var entry in Below(configuration, name))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<SettingValue> Below(IConfiguration configuration, string name) => configuration.GetSection(name).AsEnumerable()
        .Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => new SettingValue(entry.Key, Hide(entry.Key, entry.Value), IsSet: true));

    private static bool IsPlain(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(TimeSpan);
    }

    private static string? Hide(string name, string? value) =>
        !Secret().IsMatch(name.Split(':')[^1]) || long.TryParse(value, CultureInfo.InvariantCulture, out _) || bool.TryParse(value, out _) ? value
        : string.IsNullOrEmpty(value) ? string.Empty : "(set)";

    private static bool IsAtOrBelow(string key, string name) =>
        key.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (key.Length == name.Length || key[name.Length] == ':');

    [GeneratedRegex("password|secret|connectionstring|token|accesskey|credential|headers", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
