using Mono.Cecil;

namespace Picora.Architecture.Tests.Subjects;

/// <summary>The product as it lies there: its sources, its projects and its built assemblies.</summary>
internal static class Product
{
    public static readonly string Root = FindRoot();

    public static readonly IReadOnlyList<SourceFile> Sources = [.. Read("src")];

    public static readonly IReadOnlyList<SourceFile> Tests = [.. Read("tests")];

    /// <summary>The modules: the folders of the two inner layers that are neither ports nor pipeline nor build output.</summary>
    public static readonly IReadOnlySet<string> Modules = new[] { "src/Domain", "src/Application" }
        .SelectMany(layer => Directory.GetDirectories(Path.Combine(Root, layer)))
        .Select(folder => Path.GetFileName(folder))
        .Where(name => name is not ("Abstractions" or "Pipeline" or "bin" or "obj"))
        .ToHashSet(StringComparer.Ordinal);

    public static AssemblyDefinition Domain => Load("Picora.Domain");

    public static AssemblyDefinition Application => Load("Picora.Application");

    public static AssemblyDefinition Infrastructure => Load("Picora.Infrastructure");

    public static AssemblyDefinition Api => Load("picora");

    public static string ProjectText(string layer) => File.ReadAllText(Path.Combine(Root, "src", layer, layer + ".csproj"));

    private static AssemblyDefinition Load(string name) =>
        Assemblies.Read(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));

    // Migrations are generated and follow no rule.
    private static IEnumerable<SourceFile> Read(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj" or "Migrations")
        select SourceFile.Parse(path, File.ReadAllText(file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Picora.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests don't run inside the repository.");
    }
}
