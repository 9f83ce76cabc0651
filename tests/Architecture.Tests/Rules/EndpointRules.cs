using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

/// <summary>An endpoint binds, sends and maps.</summary>
internal static class EndpointRules
{
    private const int MaxLines = 12;

    public static IEnumerable<string> Persistence(AssemblyDefinition assembly) =>
        from touch in Touches.Of(assembly)
        where touch.From.IsIn("Picora.Api.Endpoints") && IsPersistence(touch.To)
        select touch.ToString();

    /// <summary>Methods and lambdas of endpoints, except <c>Map</c>, which lists the routes.</summary>
    public static IEnumerable<string> Length(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder("src/Api/Endpoints")
        from body in Bodies(file)
        let lines = body.InnerLines()
        where lines > MaxLines
        select $"{file.Path}:{body.FirstLine()} has {lines} lines in one endpoint, {MaxLines} at most";

    private static bool IsPersistence(TypeReference type) =>
        type.IsIn("Microsoft.EntityFrameworkCore") || type.IsIn("Picora.Infrastructure.Persistence")
        || type.FullName == "Picora.Application.Abstractions.IUnitOfWork"
        || type.Name.EndsWith("DbContext", StringComparison.Ordinal);

    private static IEnumerable<SyntaxNode> Bodies(SourceFile file) =>
    [
        .. file.All<MethodDeclarationSyntax>().Where(method => method.Identifier.Text != "Map").Select(method => (SyntaxNode?)method.Body ?? method.ExpressionBody).OfType<SyntaxNode>(),
        .. file.All<LambdaExpressionSyntax>().Select(lambda => (SyntaxNode)lambda.Body),
    ];
}
