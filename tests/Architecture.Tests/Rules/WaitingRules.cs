using Microsoft.CodeAnalysis.CSharp.Syntax;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

/// <summary>A test waits for what it expects, never for a while.</summary>
internal static class WaitingRules
{
    // The one place that may: it polls until a deadline.
    private const string Allowed = "tests/Testing/Poll.cs";

    public static IEnumerable<string> Sleeps(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path != Allowed
        from call in file.All<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "Thread.Sleep" or "Task.Delay" && !IsEndless(call)
        select $"{file.Path} calls {call}";

    private static bool IsEndless(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.ToString().StartsWith("Timeout.Infinite", StringComparison.Ordinal) == true;
}
