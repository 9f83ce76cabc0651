using System.CommandLine;
using Picora.Application.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Api.Commands;

/// <summary><c>picora keys …</c>.</summary>
internal static class KeysCommands
{
    private static readonly Argument<string[]> Texts = new("text") { Description = "Texts to look in; without one, the standard input.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Argument<string> Who = new("user") { Description = "Whose keys: an address, or an id." };
    private static readonly Argument<string> Key = new("key") { Description = "The key's id, as the list shows it." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Revoke it; without this it is only shown what would be." };

    public static Command Create(string[] host)
    {
        var check = new Command("check", "Look for API keys in texts and tell whether they work (0: none does, 1: one does or may, 2: no such database).") { Texts };
        check.SetAction((arguments, _) => KeysCheck.RunAsync(arguments.GetValue(Texts) ?? [], host, Console.In, Console.Out));
        return new Command("keys", "Look at API keys and revoke them.")
        {
            check,
            new Command("list", "List somebody's keys.") { Who }.RunsOnRows(host, ListAsync),
            new Command("revoke", "Revoke a key at once and for good.") { Who, Key, Yes }.RunsOnRows(host, RevokeAsync),
        };
    }

    private static async Task<CommandOutcome> ListAsync(CommandRun run)
    {
        var keys = await KeysAsync(run);
        return keys.IsSuccess ? CommandOutcome.Done(keys.Value, [.. keys.Value.Select(Line)]) : CommandOutcome.Failed(keys.Error);
    }

    private static async Task<CommandOutcome> RevokeAsync(CommandRun run)
    {
        var keys = await KeysAsync(run);
        if (!keys.IsSuccess)
        {
            return CommandOutcome.Failed(keys.Error);
        }

        var id = run.Arguments.GetRequiredValue(Key);
        if (keys.Value.FirstOrDefault(key => string.Equals(key.Id, id, StringComparison.Ordinal)) is not { } found)
        {
            return CommandOutcome.Failed(Domain.Error.NotFound("They have no such key that still works."));
        }

        if (!run.Arguments.GetValue(Yes))
        {
            return CommandOutcome.Done(new { revoked = false, key = found }, Line(found), "Nothing was changed: --yes revokes it.");
        }

        var revoked = await run.SendAsync(new RevokeApiKey(id));
        return revoked.IsSuccess
            ? CommandOutcome.Done(new { revoked = true, key = found }, Line(found), "Revoked; the next request with it is refused.")
            : CommandOutcome.Failed(revoked.Error);
    }

    private static async Task<Domain.Result<IReadOnlyList<ApiKeyView>>> KeysAsync(CommandRun run) =>
        await (await run.FindAsync(run.Arguments.GetRequiredValue(Who))).ThenAsync(user =>
        {
            run.Services.GetRequiredService<ConsoleCaller>().ActFor(new UserId(user.Id));
            return run.SendAsync(new ListApiKeys());
        });

    private static string Line(ApiKeyView key) =>
        $"{key.Id}  {key.KeyPrefix}…{key.Last4}  {key.Name}  {key.Scope}  {(key.ExpiresAt is { } end ? $"until {end:u}" : "for good")}  "
        + (key.LastUsedAt is { } used ? $"used {used:u}" : "never used");
}
