using System.Xml.Linq;
using Mono.Cecil;

namespace Picora.Architecture.Tests.Rules;

/// <summary>Which assemblies and packages a layer may know.</summary>
internal static class ReferenceRules
{
    private static readonly string[] OfApplication =
    [
        "Picora.Domain", "MediatR", "MediatR.Contracts", "FluentValidation",
        "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection.Abstractions",
    ];

    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static IEnumerable<string> Domain(AssemblyDefinition assembly) => Beyond(assembly, []);

    public static IEnumerable<string> Application(AssemblyDefinition assembly) => Beyond(assembly, OfApplication);

    /// <summary>The same on the project file, where a reference shows that no code uses yet.</summary>
    public static IEnumerable<string> DomainProject(string project) => Beyond(project, []);

    public static IEnumerable<string> ApplicationProject(string project) => Beyond(project, [.. OfApplication, "Domain"]);

    private static IEnumerable<string> Beyond(AssemblyDefinition assembly, string[] allowed) =>
        from reference in assembly.MainModule.AssemblyReferences
        where !allowed.Contains(reference.Name) && !File.Exists(Path.Combine(Runtime, reference.Name + ".dll"))
        select $"{assembly.Name.Name} references {reference.Name}";

    private static IEnumerable<string> Beyond(string project, string[] allowed) =>
        from item in XDocument.Parse(project).Descendants()
        where item.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference" or "Reference"
        let name = Name(item)
        where !allowed.Contains(name)
        select $"the project references {name}";

    private static string Name(XElement item)
    {
        var include = item.Attribute("Include")?.Value ?? string.Empty;
        return item.Name.LocalName == "ProjectReference" ? Path.GetFileNameWithoutExtension(include) : include;
    }
}
