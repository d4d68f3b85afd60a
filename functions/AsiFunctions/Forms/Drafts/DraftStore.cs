using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Forms.Drafts;

/// <summary>The drafts in Table Storage. A draft whose time is over is not found, whether or not its row was swept yet.</summary>
public sealed partial class DraftStore(
    CaseTable table, OutboxRelay relay, SecretKeys secrets, DraftSettings settings, TimeProvider clock, ILogger<DraftStore> log)
{
    private const string IdPurpose = "draft-id";

    /// <summary>The template of the message with the link.</summary>
    public const string SavedMail = "draft-saved";

    /// <summary>Keeps a new draft and its e-mail. One transaction; a repeat costs one point read more.</summary>
    /// <param name="content">The draft but for its id, revision and times.</param>
    /// <param name="key">The caller's Idempotency-Key; null for none.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    /// <returns>The draft, this request's or the one that it repeats; null where the key was used for another body.</returns>
    public async Task<Draft?> AddAsync(DraftContent content, IdempotencyKey? key, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string name = key is null ? Guid.NewGuid().ToString("N") : $"{key.Scope}\n{key.Value}";
        CaseId id = CaseId.From(Draft.Prefix, BitConverter.ToUInt64(secrets.DeriveBytes(IdPurpose, name)));
        Draft draft = new(
            id, content.Form, content.FormVersion, content.Language, content.Email, content.Answers, Revision: 1, now, settings.ExpiryOf(now));
        DraftRow row = new(draft, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), key?.BodyHash ?? "", default);
        OutboxEntry mail = Mail(draft);
        CaseTransaction transaction = new(id);
        transaction.Add(row.ToEntity());
        transaction.Add(new OutboxRow(mail).ToEntity());
        if (await transaction.SubmitAsync(table, cancellation))
        {
            _ = relay.Post([mail]);
            return draft;
        }

        return await ReadAsync(id, cancellation) is { } taken && taken.KeyHash == row.KeyHash && taken.BodyHash == row.BodyHash ? taken.Draft : null;
    }

    /// <summary>Reads a draft; null where there is none any more. One point read.</summary>
    public async Task<Draft?> FindAsync(CaseId id, CancellationToken cancellation) => (await ReadLivingAsync(id, cancellation))?.Draft;

    /// <summary>Replaces a draft's answers; it is kept for the full term again. One point read and one write.</summary>
    /// <param name="id">The draft.</param>
    /// <param name="answers">The new answers.</param>
    /// <param name="revision">The revision that the caller saw; null where any will do.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public async Task<DraftSaving> ReplaceAsync(CaseId id, JsonElement answers, int? revision, CancellationToken cancellation)
    {
        if (await ReadLivingAsync(id, cancellation) is not { } row)
        {
            return new DraftSaving.NotFound();
        }

        if (revision is { } seen && row.Draft.Revision != seen)
        {
            return new DraftSaving.Stale();
        }

        DateTimeOffset now = clock.GetUtcNow();
        Draft draft = row.Draft with { Answers = answers, Revision = row.Draft.Revision + 1, SavedAt = now, ExpiresAt = settings.ExpiryOf(now) };
        try
        {
            await table.Client.UpdateEntityAsync((row with { Draft = draft }).ToEntity(), row.ETag, TableUpdateMode.Replace, cancellation);
            return new DraftSaving.Saved(draft);
        }
        catch (RequestFailedException e) when (e.Status is 412 or 404)
        {
            return new DraftSaving.Stale();
        }
    }

    /// <summary>Removes a draft; nothing happens where there is none. One write.</summary>
    public Task RemoveAsync(CaseId id, CancellationToken cancellation) =>
        table.Client.DeleteEntityAsync(CaseTable.ShardOf(id), DraftRow.KeyOf(id), ETag.All, cancellation);

    /// <summary>Removes the draft of a submission that is stored. Never fails: what it cannot remove now, its expiry will.</summary>
    public async Task ForgetAsync(CaseId id, CancellationToken cancellation)
    {
        try
        {
            await RemoveAsync(id, cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException || ExceptionProblems.IsUnavailable(e))
        {
            NotForgotten(log, id.Value, e.GetType().Name);
        }
    }

    /// <summary>Removes the drafts whose time is over. 16 range reads, and one write for each.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int removed = 0;
        foreach (string shard in CaseTable.Shards)
        {
            string over = TableClient.CreateQueryFilter($"ExpiresAt le {now}");
            string filter = $"{CaseTable.Range(shard, DraftRow.KeyPrefix)} and {over}";
            await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(
                filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            {
                // Only as it was read: whoever saves a draft in its last moment keeps it.
                removed += await DeleteAsync(row, cancellation) ? 1 : 0;
            }
        }

        return removed;
    }

    private async Task<bool> DeleteAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.Client.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private async Task<DraftRow?> ReadLivingAsync(CaseId id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { } row && clock.GetUtcNow() < row.Draft.ExpiresAt ? row : null;

    private async Task<DraftRow?> ReadAsync(CaseId id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(id), DraftRow.KeyOf(id), cancellationToken: cancellation);
        return found.HasValue ? DraftRow.From(found.Value!) : null;
    }

    private static OutboxEntry Mail(Draft draft) => new(
        OutboxRow.EntryId(draft.Id, draft.Revision, 0),
        draft.Id,
        draft.Revision,
        OutboxKinds.Mail,
        JsonSerializer.SerializeToElement(new Effect.SendMail(SavedMail, Role.Applicant, Urgency.Immediate), Json.Options),
        draft.SavedAt);

    [LoggerMessage(1501, LogLevel.Warning, "The draft {Draft} of a stored submission was not removed and waits for its expiry: {Error}.")]
    private static partial void NotForgotten(ILogger log, string draft, string error);
}

/// <summary>What a draft begins with.</summary>
/// <param name="Form">The form's id.</param>
/// <param name="FormVersion">Its version.</param>
/// <param name="Language">The language it is filled in.</param>
/// <param name="Email">Where the link goes.</param>
/// <param name="Answers">Held to shape and size.</param>
public sealed record DraftContent(string Form, int FormVersion, string Language, string Email, JsonElement Answers);

/// <summary>What became of saving a draft again.</summary>
public abstract record DraftSaving
{
    private DraftSaving()
    {
    }

    /// <summary>It is saved.</summary>
    public sealed record Saved(Draft Draft) : DraftSaving;

    /// <summary>Somebody else saved it meanwhile; nothing changed.</summary>
    public sealed record Stale : DraftSaving;

    /// <summary>There is no such draft, or its time is over.</summary>
    public sealed record NotFound : DraftSaving;
}
