using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Picora.Architecture.Tests.Rules;

internal static class Measures
{
    public static int FirstLine(this SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The lines of a body, without those of a block's own braces.</summary>
    public static int InnerLines(this SyntaxNode body)
    {
        var span = body.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return body is BlockSyntax ? Math.Max(0, lines - 2) : lines;
    }
}
