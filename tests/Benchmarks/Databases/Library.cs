using System.Data.Common;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Application.Abstractions;

namespace Picora.Benchmarks.Databases;

/// <summary>
/// A server with one owner's library of so many rows of each kind. One of each comes in through the front door; its row is the pattern that the
/// others are made from, inside the database.
/// </summary>
internal sealed class Library : IDisposable
{
    // One per minute, from here on: the same days are there, however many rows.
    private const long FirstInstant = 1_735_689_600_000;
    private const long Minute = 60_000;

    // Ids are in no order, as real ones: multiples of one number modulo a prime.
    private const long Prime = 99_999_999_977;
    private const long Stride = 7_654_321_987;

    private const int ImageIdLength = 11;
    private const int IdLength = 21;

    private readonly ListEngine engine;

    private Library(ListEngine engine, PicoraServer server, long rows) => (this.engine, Server, Rows) = (engine, server, rows);

    public PicoraServer Server { get; }

    public long Rows { get; }

    public string Album { get; private set; } = "";

    public static async Task<Library> CreateAsync(Workplace place, ListEngine engine, long rows)
    {
        var server = await PicoraServer.StartAsync(place, [.. engine.Settings, "--Picora:Accounts:AccessTokenMinutes=600", "--Picora:Jobs:Enabled=false"], []);
        var library = new Library(engine, server, rows);
        try
        {
            await library.FillAsync(place);
            return library;
        }
        catch
        {
            library.Dispose();
            throw;
        }
    }

    /// <summary>A cursor that lets nine tenths of a list lie before it.</summary>
    public string Deep(int idLength, string? key = null)
    {
        var number = Rows / 10;
        var id = (number * Stride % Prime).ToString(CultureInfo.InvariantCulture).PadLeft(idLength, '0');
        var cursor = new PageCursor(id, DateTimeOffset.FromUnixTimeMilliseconds(FirstInstant + (number * Minute))) { Key = key };
        return Uri.EscapeDataString(cursor.ToString());
    }

    public string DeepImage() => Deep(ImageIdLength);

    public string DeepOther() => Deep(IdLength);

    /// <summary>By title, what is deep begins with the ninth tenth.</summary>
    public string DeepTitle() => Deep(IdLength, "title " + (Rows * 9 / 10).ToString(CultureInfo.InvariantCulture).PadLeft(10, '0'));

    public void Dispose() => Server.Dispose();

    private async Task FillAsync(Workplace place)
    {
        Album = Id(await Server.SendAsync("/v1/collections", new { name = "Album", collectionType = "photo_album" }));
        var shelf = Id(await Server.SendAsync("/v1/collections", new { name = "Shelf", collectionType = "knowledge_base" }));
        await Server.PublishAsync(await place.PictureAsync(160, 120));
        await Server.SendAsync("/v1/docs", new { filename = "note.md", content = "# A note", tags = new[] { "sea" } });
        await Server.SendFileAsync("/v1/audio", "sound.wav", Sounds.Wav());

        await using var connection = await engine.OpenAsync(Server.Folder);
        await CopyAsync(connection, "images", Images());
        await CopyAsync(connection, "documents", Documents(shelf));
        await CopyAsync(connection, "audio_tracks", Tracks());
        await CopyAsync(connection, "users", Users());
        await ListEngine.RunAsync(connection, $"""
            INSERT INTO "image_tags" ("ImageId", "Name", "OwnerId", "CreatedAt", "Position")
            SELECT "Id", 't' || (("CreatedAt" - {FirstInstant}) / {Minute} % 10), "OwnerId", "CreatedAt", 0 FROM "images"
            """);
        await ListEngine.RunAsync(connection, $"UPDATE \"quota_accounts\" SET \"Items\" = {Rows + 1} WHERE \"Type\" = 'img_storage'");
        await ListEngine.RunAsync(connection, engine.Finish);
    }

    private Dictionary<string, string> Images() => new(Times(), StringComparer.Ordinal)
    {
        ["Id"] = Scrambled(ImageIdLength),
        ["Hash"] = engine.Padded("n.i", 64),
        ["Processing"] = "'Ready'",
        ["SearchText"] = Words(),
        ["TrashedAt"] = $"CASE WHEN n.i % 20 = 0 THEN {At} END",
        ["CollectionId"] = $"CASE WHEN n.i % 2 = 0 THEN '{Album}' END",
        ["CollectionPosition"] = "n.i",
    };

    private Dictionary<string, string> Documents(string shelf) => new(Times(), StringComparer.Ordinal)
    {
        ["Id"] = Scrambled(IdLength),
        ["SubmittedHash"] = engine.Padded("n.i", 64),
        ["Title"] = Title,
        ["SortTitle"] = Title,
        ["SearchText"] = Words(),
        ["Tags"] = "CASE WHEN n.i % 10 = 0 THEN p.\"Tags\" ELSE '' END",
        ["KbId"] = $"CASE WHEN n.i % 2 = 0 THEN '{Shelf(shelf)}' END",
        ["DeletedAt"] = $"CASE WHEN n.i % 20 = 0 THEN {At} END",
        ["PathKey"] = "NULL",
        ["RelativePath"] = "NULL",
    };

    private string Shelf(string id) => ShelfId = id;

    public string ShelfId { get; private set; } = "";

    private Dictionary<string, string> Tracks() => new(Times(), StringComparer.Ordinal)
    {
        ["Id"] = Scrambled(IdLength),
        ["Hash"] = engine.Padded("n.i", 64),
        ["State"] = "'Done'",
        ["SearchText"] = Words(),
    };

    private Dictionary<string, string> Users() => new(StringComparer.Ordinal)
    {
        ["Id"] = Scrambled(IdLength),
        ["Email"] = "'p' || n.i || '@example.com'",
        ["CreatedAt"] = At,
        ["IsAdministrator"] = engine.No,
    };

    private static Dictionary<string, string> Times() => new(StringComparer.Ordinal) { ["CreatedAt"] = At, ["UpdatedAt"] = At };

    private static string At => $"({FirstInstant} + n.i * {Minute})";

    private string Title => $"'title ' || {engine.Padded("n.i", 10)}";

    private string Scrambled(int digits) => engine.Padded($"(n.i * {Stride}) % {Prime}", digits);

    // A line as the product folds it: a word that a tenth has, one that nobody else has, and one that only the oldest has.
    private static string Words() => "CASE WHEN n.i = 1 THEN 'needle ' ELSE 'photo ' END || 'w' || (n.i % 10) || ' x' || n.i || '.jpg'";

    private async Task CopyAsync(DbConnection connection, string table, Dictionary<string, string> values)
    {
        var columns = await ListEngine.ColumnsAsync(connection, table);
        var missing = values.Keys.Except(columns, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"{table} has no {string.Join(", ", missing)}.");
        }

        var names = string.Join(", ", columns.Select(name => $"\"{name}\""));
        var expressions = string.Join(", ", columns.Select(name => values.GetValueOrDefault(name, $"p.\"{name}\"")));
        await ListEngine.RunAsync(connection, $"CREATE TEMP TABLE \"pattern_{table}\" AS SELECT * FROM \"{table}\" LIMIT 1");
        await ListEngine.RunAsync(connection, $"INSERT INTO \"{table}\" ({names}) SELECT {expressions} FROM {engine.Numbers(Rows)} CROSS JOIN \"pattern_{table}\" p");
    }

    private static string Id(JsonElement created) => created.GetProperty("id").GetString()!;
}
