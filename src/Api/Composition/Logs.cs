using Microsoft.Extensions.Logging.Console;

namespace Picora.Api.Composition;

/// <summary>Log lines on the console: one line of text each, or with <c>Picora:Logging:Json=true</c> one JSON object each. Times are UTC.</summary>
internal static class Logs
{
    public const string JsonSetting = "Picora:Logging:Json";

    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    public static void AddPicoraConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        if (configuration.GetValue<bool>(JsonSetting))
        {
            logging.AddJsonConsole(console => Configure(console, scopes: true));
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                Configure(console, scopes: false);
                console.SingleLine = true;
            });
        }
    }

    private static void Configure(ConsoleFormatterOptions console, bool scopes)
    {
        console.IncludeScopes = scopes;
        console.TimestampFormat = TimestampFormat;
        console.UseUtcTimestamp = true;
    }
}
