using System.CommandLine;
using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary><c>picora user …</c>: the administrators' use cases, from the server's own console.</summary>
internal static class UserCommands
{
    private static readonly Argument<string> Who = new("user") { Description = "An address, or an id." };
    private static readonly Argument<string> Address = new("address") { Description = "The address that they sign in with." };
    private static readonly Argument<string?> Part = new("text") { Description = "A part of the address.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Remove = new("--remove") { Description = "Take the role away again." };
    private static readonly Option<bool> Undo = new("--undo") { Description = "Let them in again." };
    private static readonly Option<bool> Admin = new("--admin") { Description = "Make them an administrator." };
    private static readonly Option<string?> Nickname = new("--nickname") { Description = "The name that others see." };

    private static readonly Option<bool> PasswordFromInput = new("--password-stdin")
    {
        Description = "Read a password from the first line of the standard input. Without one they sign in by a mailed code.",
    };

    public static Command Create(string[] host) => new("user", "Look at people, and change their standing.")
    {
        new Command("list", "List everybody, newest first.") { Part }.RunsOnRows(host, ListAsync),
        new Command("show", "Show somebody, with what they use.") { Who }.RunsOnRows(host, ShowAsync),
        new Command("create", "Open an account.") { Address, Nickname, Admin, PasswordFromInput }.RunsOnRows(host, CreateAsync),
        new Command("set-admin", "Make somebody an administrator.") { Who, Remove }
            .RunsOnRows(host, run => ChangeAsync(run, Changed(role: run.Arguments.GetValue(Remove) ? "user" : "admin"))),
        new Command("disable", "Ban somebody: no credential of theirs counts from the next request on.") { Who, Undo }
            .RunsOnRows(host, run => ChangeAsync(run, Changed(isActive: run.Arguments.GetValue(Undo)))),
        new Command("reset-password", "Make a code with which somebody sets a new password, to hand over yourself.") { Address }.RunsOnRows(host, ResetAsync),
    };

    private static async Task<CommandOutcome> ListAsync(CommandRun run)
    {
        var (found, cursor) = (new List<AdminUser>(), (string?)null);
        do
        {
            var page = await run.SendAsync(new ListUsers(cursor, Limit: null, run.Arguments.GetValue(Part), Plan: null, IsActive: null));
            if (!page.IsSuccess)
            {
                return CommandOutcome.Failed(page.Error);
            }

            found.AddRange(page.Value.Items);
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
        return CommandOutcome.Done(found, [.. found.Select(Line)]);
    }

    private static async Task<CommandOutcome> ShowAsync(CommandRun run)
    {
        var shown = await (await run.FindAsync(run.Arguments.GetRequiredValue(Who))).ThenAsync(user => run.SendAsync(new GetUser(user.Id)));
        return shown.IsSuccess ? Shown(shown.Value) : CommandOutcome.Failed(shown.Error);
    }

    private static async Task<CommandOutcome> CreateAsync(CommandRun run)
    {
        var password = run.Arguments.GetValue(PasswordFromInput) ? await Console.In.ReadLineAsync(run.Stop) : null;
        var created = await run.SendAsync(new CreateUser(run.Arguments.GetRequiredValue(Address), password, run.Arguments.GetValue(Nickname)));
        if (created.IsSuccess && run.Arguments.GetValue(Admin))
        {
            created = (await run.SendAsync(Changed(role: "admin") with { Id = created.Value.Id })).Map(detail => detail.User);
        }

        return created.IsSuccess ? CommandOutcome.Done(created.Value, Line(created.Value)) : CommandOutcome.Failed(created.Error);
    }

    private static async Task<CommandOutcome> ChangeAsync(CommandRun run, UpdateUser change)
    {
        var changed = await (await run.FindAsync(run.Arguments.GetRequiredValue(Who))).ThenAsync(user => run.SendAsync(change with { Id = user.Id }));
        return changed.IsSuccess ? CommandOutcome.Done(changed.Value.User, Line(changed.Value.User)) : CommandOutcome.Failed(changed.Error);
    }

    private static async Task<CommandOutcome> ResetAsync(CommandRun run)
    {
        var issued = await run.SendAsync(new IssueResetCode(run.Arguments.GetRequiredValue(Address)));
        return issued.IsSuccess
            ? CommandOutcome.Done(
                issued.Value,
                $"Code {issued.Value.Code} sets a new password for {issued.Value.Email} until {issued.Value.ExpiresAt:u}, once:",
                "POST /v1/auth/reset-password {\"email\":…,\"code\":…,\"newPassword\":…}")
            : CommandOutcome.Failed(issued.Error);
    }

    private static UpdateUser Changed(string? role = null, bool? isActive = null) => new(Plan: null, PlanExpiresAt: null, role, isActive, Quotas: null);

    private static CommandOutcome Shown(AdminUserDetail detail) => CommandOutcome.Done(
        detail, [Line(detail.User), .. detail.Quotas.Select(quota => $"  {quota.Type}: {quota.Used} of {quota.Limit}")]);

    private static string Line(AdminUser user) =>
        $"{user.Id}  {user.Email ?? "(no address)"}  {user.Plan}  {user.Role}{(user.IsActive ? string.Empty : "  BANNED")}  {user.CreatedAt:u}";
}
