using Microsoft.CodeAnalysis.CSharp.Syntax;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

internal static class NameRules
{
    private static readonly string[] Empty = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Common", "Base"];

    /// <summary>Names that say nothing of what a type is for.</summary>
    public static IEnumerable<string> Types(IEnumerable<SourceFile> files) =>
        from file in files
        from type in file.All<BaseTypeDeclarationSyntax>()
        where Empty.Any(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        select $"{file.Path} declares {type.Identifier.Text}";

    /// <summary>The other rules read modules off folders and namespaces alike, so these must agree.</summary>
    public static IEnumerable<string> Namespaces(IEnumerable<SourceFile> files) =>
        from file in files
        let expected = "Picora." + string.Join('.', file.Folders.Skip(1))
        from declared in file.All<BaseNamespaceDeclarationSyntax>()
        where declared.Name.ToString() != expected
        select $"{file.Path} declares {declared.Name} where its folder says {expected}";
}
