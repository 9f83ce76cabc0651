using Mono.Cecil;

namespace Picora.Architecture.Tests.Rules;

/// <summary>Infrastructure shows its composition and its options; everything else is internal and, unless derived from, sealed.</summary>
internal static class VisibilityRules
{
    public static IEnumerable<string> Infrastructure(AssemblyDefinition assembly, IReadOnlySet<string> shown)
    {
        var types = assembly.MainModule.Types.Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && !IsMigration(type)).ToList();
        var parents = types.SelectMany(type => type.NestedTypes.Prepend(type))
            .Select(type => (type.BaseType is GenericInstanceType generic ? generic.ElementType : type.BaseType)?.FullName)
            .ToHashSet(StringComparer.Ordinal);
        var settings = types.Where(IsOptions).SelectMany(type => type.Properties).Select(property => property.PropertyType.FullName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. types.Where(type => type.IsPublic && !IsShown(type) && !settings.Contains(type.FullName) && !shown.Contains(type.FullName)).Select(type => $"{type.FullName} is public"),
            .. types.Where(type => type.IsClass && !type.IsValueType && !type.IsSealed && !type.IsAbstract && !parents.Contains(type.FullName))
                .Select(type => $"{type.FullName} is not sealed"),
        ];
    }

    private static bool IsShown(TypeDefinition type) =>
        IsOptions(type) || IsComposition(type) || IsContext(type);

    private static bool IsOptions(TypeDefinition type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    // Adds services to a container, or something to a host.
    private static bool IsComposition(TypeDefinition type) => type.IsAbstract && type.IsSealed
        && type.Methods.Any(method => method.IsPublic && method.Parameters is [var first, ..] && first.ParameterType.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal));

    // The migration tool and the engines' packages find contexts by reflection.
    private static bool IsContext(TypeDefinition type) => type.Name.EndsWith("DbContext", StringComparison.Ordinal);

    private static bool IsMigration(TypeDefinition type) => type.Namespace.Contains(".Migrations", StringComparison.Ordinal);
}
