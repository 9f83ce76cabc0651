namespace Picora.Application.Abstractions;

/// <summary>Where the product's surfaces are reached from outside; never ends in a slash.</summary>
public interface IPublicUrls
{
    /// <summary>The API, such as <c>https://api.example.org</c>.</summary>
    string Api { get; }

    /// <summary>Media, such as <c>https://media.example.org</c> or, without a host of its own, <c>http://localhost:5080/media</c>.</summary>
    string Media { get; }

    /// <summary>The hosts of API, media and dashboards, in the form in which hosts compare.</summary>
    IReadOnlyList<string> OwnHosts { get; }
}
