using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Picora.Architecture.Tests.Subjects;

/// <summary>The table of all settings, read from the options classes and their documentation.</summary>
internal static partial class SettingsTable
{
    public static string Render(IEnumerable<SourceFile> sources)
    {
        var text = new StringBuilder("# Settings\n\nGenerated from the options classes; a test keeps it true.\n");
        foreach (var options in sources.SelectMany(source => source.All<ClassDeclarationSyntax>()).Where(type => Section(type) is not null)
            .OrderBy(type => Section(type), StringComparer.Ordinal))
        {
            text.Append("\n## `").Append(Section(options)).Append("`\n\n| setting | default | meaning |\n|---|---|---|\n");
            foreach (var setting in options.Members.OfType<PropertyDeclarationSyntax>().Where(IsSetting))
            {
                text.Append("| `").Append(setting.Identifier.Text).Append("` | ").Append(Default(setting)).Append(" | ")
                    .Append(Summary(setting)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    public static IEnumerable<string> Undocumented(IEnumerable<SourceFile> sources) =>
        from type in sources.SelectMany(source => source.All<ClassDeclarationSyntax>())
        where Section(type) is not null
        from setting in type.Members.OfType<PropertyDeclarationSyntax>().Where(IsSetting)
        where Summary(setting).Length == 0
        select $"{Section(type)}:{setting.Identifier.Text}";

    private static string? Section(ClassDeclarationSyntax type) => type.Members.OfType<FieldDeclarationSyntax>()
        .SelectMany(field => field.Declaration.Variables)
        .Where(variable => variable.Identifier.Text == "Section")
        .Select(variable => (variable.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText)
        .FirstOrDefault();

    private static bool IsSetting(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.Any(accessor => accessor.Keyword.Text == "set") == true;

    private static string Default(PropertyDeclarationSyntax property)
    {
        var value = property.Initializer is { Value: var initial } ? Value(initial) : property.Type.ToString() == "bool" ? "false" : string.Empty;
        return value.Length == 0 ? "–" : $"`{value}`";
    }

    // As somebody who sets it would write it; empty for what is put together.
    private static string Value(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture)!.Replace("True", "true", StringComparison.Ordinal),
        BinaryExpressionSyntax { OperatorToken.Text: "*" } product => (Number(product.Left) * Number(product.Right)).ToString(CultureInfo.InvariantCulture),
        IdentifierNameSyntax name => Value(Constant(name)),
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax } => string.Empty,
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax { Elements.Count: 0 } => string.Empty,
        _ => expression.ToString(),
    };

    private static long Number(ExpressionSyntax factor) => long.Parse(Value(factor), CultureInfo.InvariantCulture);

    private static ExpressionSyntax Constant(IdentifierNameSyntax name) => name.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Members.OfType<FieldDeclarationSyntax>()
        .SelectMany(field => field.Declaration.Variables).Single(variable => variable.Identifier.Text == name.Identifier.Text).Initializer!.Value;

    private static string Summary(PropertyDeclarationSyntax property)
    {
        var comment = string.Concat(property.GetLeadingTrivia().Select(trivia => trivia.ToFullString()));
        var match = SummaryText().Match(comment);
        var text = LineStart().Replace(match.Groups[1].Value, " ");
        text = CodeElement().Replace(Reference().Replace(text, "`$1`"), "`$1`").Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        return Spaces().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex("<summary>(.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex SummaryText();

    [GeneratedRegex(@"\s*\n\s*///")]
    private static partial Regex LineStart();

    [GeneratedRegex("<see cref=\"([^\"]*)\"/>")]
    private static partial Regex Reference();

    [GeneratedRegex("<c>(.*?)</c>")]
    private static partial Regex CodeElement();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
