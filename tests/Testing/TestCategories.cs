namespace Picora.Testing;

public static class TestCategories
{
    /// <summary>The subject does not depend on the database, so that it is tested on SQLite only.</summary>
    public const string OneEngine = nameof(OneEngine);
}
