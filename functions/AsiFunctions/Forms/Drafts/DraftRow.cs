using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Forms.Drafts;

/// <summary>A draft's row, in the table of the cases: there its e-mail is stored with it in one transaction.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="KeyHash">What the Idempotency-Key of its beginning hashes to.</param>
/// <param name="BodyHash">The hash of the body it began with.</param>
/// <param name="ETag">The row's version in the table.</param>
internal sealed record DraftRow(Draft Draft, string KeyHash, string BodyHash, ETag ETag)
{
    public const string KeyPrefix = "draft|";

    private const string AnswersName = "Answers";

    public static string KeyOf(CaseId id) => KeyPrefix + id.Value;

    public static DraftRow From(TableEntity row) => new(
        new Draft(
            CaseId.Parse(row.RowKey[KeyPrefix.Length..]),
            row.Text("Form"),
            row.GetInt32("FormVersion")!.Value,
            row.Text("Language"),
            row.Text("Email"),
            JsonElement.Parse(LongText.Read(row, AnswersName)),
            row.GetInt32("Revision")!.Value,
            row.GetDateTimeOffset("SavedAt")!.Value,
            row.GetDateTimeOffset("ExpiresAt")!.Value),
        row.Text("KeyHash"),
        row.Text("BodyHash"),
        row.ETag);

    /// <exception cref="InvalidOperationException">The answers are longer than a request's body may be.</exception>
    public TableEntity ToEntity()
    {
        TableEntity row = new(CaseTable.ShardOf(Draft.Id), KeyOf(Draft.Id))
        {
            ["Form"] = Draft.Form,
            ["FormVersion"] = Draft.FormVersion,
            ["Language"] = Draft.Language,
            ["Email"] = Draft.Email,
            ["Revision"] = Draft.Revision,
            ["SavedAt"] = Draft.SavedAt,
            ["ExpiresAt"] = Draft.ExpiresAt,
            ["KeyHash"] = KeyHash,
            ["BodyHash"] = BodyHash,
        };
        return LongText.TryWrite(row, AnswersName, Draft.Answers.GetRawText())
            ? row
            : throw new InvalidOperationException($"The answers of {Draft.Id} do not fit into a row.");
    }
}
