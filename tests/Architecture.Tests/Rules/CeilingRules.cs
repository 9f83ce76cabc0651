using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

/// <summary>How big things may grow.</summary>
internal static class CeilingRules
{
    private const int MaxFileLines = 300;
    private const int MaxPercentileLines = 150;
    private const int MaxMethodLines = 40;
    private const int MaxParameters = 6;

    public static IEnumerable<string> Files(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines > MaxFileLines
        select $"{file.Path} has {file.Lines} lines, {MaxFileLines} at most";

    /// <summary>Nineteen files of twenty stay under half of that.</summary>
    public static IEnumerable<string> Percentile(IEnumerable<SourceFile> files)
    {
        var sizes = files.Select(file => file.Lines).Order().ToList();
        var size = sizes[(int)Math.Ceiling(sizes.Count * 0.95) - 1];
        return size < MaxPercentileLines ? [] : [$"the 95th percentile of {sizes.Count} files is {size} lines, {MaxPercentileLines} is too many"];
    }

    public static IEnumerable<string> Methods(IEnumerable<SourceFile> files) =>
        from file in files
        from body in file.All<BlockSyntax>().Where(block => block.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax).Concat<SyntaxNode>(file.All<ArrowExpressionClauseSyntax>())
        let lines = body.InnerLines()
        where lines >= MaxMethodLines
        select $"{file.Path}:{body.FirstLine()} has {lines} lines in one method, {MaxMethodLines} is too many";

    /// <summary>A record's parameters are its data; a class's are what it depends on.</summary>
    public static IEnumerable<string> Constructors(IEnumerable<SourceFile> files) =>
        from file in files
        from parameters in file.All<ConstructorDeclarationSyntax>().Select(constructor => constructor.ParameterList)
            .Concat(file.All<TypeDeclarationSyntax>().Where(type => type is ClassDeclarationSyntax or StructDeclarationSyntax).Select(type => type.ParameterList).OfType<ParameterListSyntax>())
        where parameters.Parameters.Count > MaxParameters
        select $"{file.Path}:{parameters.FirstLine()} takes {parameters.Parameters.Count} parameters, {MaxParameters} at most";
}
