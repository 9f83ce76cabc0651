using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence;

/// <summary>For servers: to ask them whether something changed costs as much as to read it.</summary>
internal sealed class NoChangeClock : IChangeClock
{
    public long? Read() => null;
}
