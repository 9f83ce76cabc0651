using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

internal static class TrackLists
{
    /// <summary>Somebody's audio files in the order of every list, behind a place.</summary>
    /// <param name="found">What the index of texts found for the query; null when it did not help.</param>
    public static IQueryable<AudioTrack> Listed(this IQueryable<AudioTrack> all, UserId owner, MediaListing listing, IReadOnlyList<string>? found)
    {
        var tracks = all.Matching(listing.Query, found, id => id, track => track.Id, track => track.SearchText).Where(track => track.OwnerId == owner);
        if (listing.IsPublic is { } isPublic)
        {
            tracks = tracks.Where(track => track.IsPublic == isPublic);
        }

        if (listing.Behind is { } last)
        {
            var (createdAt, id) = last;
            tracks = tracks.Where(track => track.CreatedAt <= createdAt && (track.CreatedAt < createdAt || string.Compare(track.Id, id) < 0));
        }

        return tracks.OrderByDescending(track => track.CreatedAt).ThenByDescending(track => track.Id);
    }
}
