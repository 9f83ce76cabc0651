using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Picora.Architecture.Tests.Subjects;

/// <summary>A parsed source file.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Root, int Lines)
{
    public string[] Folders => Path.Split('/')[..^1];

    public static SourceFile Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot(), text.TrimEnd('\n').Split('\n').Length);

    public IEnumerable<T> All<T>() => Root.DescendantNodes().OfType<T>();

    public bool IsUnder(string folder) => Path.StartsWith(folder + '/', StringComparison.Ordinal);
}
