using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

/// <summary>A module sees another one only through its Contracts namespace.</summary>
internal static class ModuleRules
{
    public static IEnumerable<string> Arrows(AssemblyDefinition assembly, IReadOnlySet<string> modules) =>
        from touch in Touches.Of(assembly)
        where IsForbidden(touch.From.Namespace, touch.To.Namespace, modules)
        select touch.ToString();

    /// <summary>The same on using directives, since a constant of another module leaves no trace in the compiled code.</summary>
    public static IEnumerable<string> Usings(IEnumerable<SourceFile> files, IReadOnlySet<string> modules) =>
        from file in files
        where file.IsUnder("src/Domain") || file.IsUnder("src/Application")
        let home = "Picora." + string.Join('.', file.Folders.Skip(1))
        from directive in file.All<UsingDirectiveSyntax>()
        where directive.Name is not null && IsForbidden(home, directive.Name.ToString(), modules)
        select $"{file.Path} uses {directive.Name}";

    private static bool IsForbidden(string from, string to, IReadOnlySet<string> modules)
    {
        var target = Place.Of(to);
        if (target is null || !modules.Contains(target.Module) || target.IsContract)
        {
            return false;
        }

        var source = Place.Of(from);
        return source switch
        {
            null => false,
            { Layer: "Application", Module: "Abstractions" } => target.Layer == "Application",
            // What lies beside the modules: the layer's composition may see all, the core types none.
            { Module: "" } => source.Layer == "Domain",
            _ => source.Module != target.Module,
        };
    }

    private sealed record Place(string Layer, string Module, bool IsContract)
    {
        public static Place? Of(string name)
        {
            var parts = name.Split('.');
            return parts is ["Picora", "Domain" or "Application", ..]
                ? new Place(parts[1], parts.Length > 2 ? parts[2] : string.Empty, parts.Skip(3).Contains("Contracts"))
                : null;
        }
    }
}
