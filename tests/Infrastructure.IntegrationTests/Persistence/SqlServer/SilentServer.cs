using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Stands where SQL Server would: notes all that is said to it, with who said it, and answers as the choices have it.</summary>
internal sealed class SilentServer : DbConnectionInterceptor
{
    // Looking at the stack takes longer than all the rest; who says the same often is heard early.
    private const int MostHeard = 40;

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    public Choices Choices { get; set; } = new(0);

    /// <summary>What columns hold; set once the model is known.</summary>
    public PlausibleRows Rows { get; set; } = PlausibleRows.None;

    public IReadOnlyCollection<Statement> Statements => statements.Values;

    /// <summary>How many statements were sent, each as often as it was.</summary>
    public int Sent { get; private set; }

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new SilentConnection(this) { ConnectionString = eventData.ConnectionString });

    public Statement Note(string text)
    {
        Sent++;
        if (!statements.TryGetValue(text, out var statement))
        {
            statements[text] = statement = new Statement(text, TransactSql.Parse(text));
        }

        if (statement.Heard++ < MostHeard)
        {
            NoteSpeakers(statement);
        }

        return statement;
    }

    // Everything answers at once, so whoever asked is still on the stack.
    private static void NoteSpeakers(Statement statement)
    {
        foreach (var type in new StackTrace(1, fNeedFileInfo: false).GetFrames().Select(frame => Outermost(frame.GetMethod()?.DeclaringType)))
        {
            if (type?.Assembly == typeof(Application.ApplicationServices).Assembly)
            {
                statement.Speakers.Add(type);
            }
        }
    }

    private static Type? Outermost(Type? type) => type?.DeclaringType is { } outer ? Outermost(outer) : type;
}

/// <param name="Text">As it goes to the server.</param>
internal sealed record Statement(string Text, TransactSql Parsed)
{
    public int Heard { get; set; }

    /// <summary>The use cases and services that led to it.</summary>
    public HashSet<Type> Speakers { get; } = [];
}
