using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Picora.Api.Composition;

/// <summary>Why the server cannot start, in words for whoever started it. Anything else is a bug and keeps its stack trace.</summary>
internal static class StartFailures
{
    public static string? Describe(Exception exception) => exception switch
    {
        AggregateException many when many.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            $"Settings are wrong: {string.Join("; ", many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures))}",
        OptionsValidationException wrong => $"A setting is wrong: {string.Join("; ", wrong.Failures)}",
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } => $"A setting is wrong: {exception.Message}",
        IOException or UnauthorizedAccessException => exception.Message,
        DbException => $"The database cannot be opened: {exception.Message}",
        _ => null,
    };
}
