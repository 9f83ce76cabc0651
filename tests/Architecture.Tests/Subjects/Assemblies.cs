using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Picora.Architecture.Tests.Subjects;

internal static class Assemblies
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    public static AssemblyDefinition Read(Stream assembly)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return AssemblyDefinition.ReadAssembly(assembly, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
    }

    /// <summary>Compiles an offender against the real product, so that each rule is seen to catch what it is for.</summary>
    public static AssemblyDefinition Compile(string source)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;";
        var compilation = CSharpCompilation.Create(
            "Offending",
            [CSharpSyntaxTree.ParseText(Usings + source)],
            Platform.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        var outcome = compilation.Emit(image);
        outcome.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        image.Position = 0;
        return Read(image);
    }
}
