using Microsoft.EntityFrameworkCore;

namespace Picora.Infrastructure.Persistence.Postgres;

public sealed class PostgresPicoraDbContext(DbContextOptions<PostgresPicoraDbContext> options) : PicoraDbContext(options)
{
    protected override string? BinaryCollation => "C";
}
