using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Forms;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Replies;
using Azure.Data.Tables;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Replies that were moved on together, in an order by chance: nothing tells them apart but what they say.</summary>
/// <param name="Name">By chance.</param>
/// <param name="Replies">The replies, shuffled.</param>
/// <param name="Contacts">How many left contact details; of the group, so that it cannot be told which.</param>
internal sealed record ReplyGroup(string Name, IReadOnlyList<SurveyReply> Replies, IReadOnlyList<LeftContacts> Contacts)
{
    private const string RepliesColumn = "Replies";
    private const string ContactsColumn = "Contacts";

    /// <summary>
    /// Characters of replies in a row, below 1 MiB of UTF-16 with the rest. What is held is no longer, so that it can always move on.
    /// </summary>
    public const int MostInRow = LongText.MaxLength - 1_000;

    /// <summary>Makes a group of replies, in an order by chance and alike enough to hide one another.</summary>
    /// <param name="moved">The replies.</param>
    /// <param name="minimum">The fewest that hide one another.</param>
    public static ReplyGroup Of(IEnumerable<HeldReply> moved, int minimum)
    {
        HeldReply[] shuffled = [.. moved];
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        IReadOnlyList<SurveyReply> replies = ReplyGroups.Alike([.. shuffled.Select(held => held.Reply)], minimum);
        return new ReplyGroup(
            HeldReply.ByChance(),
            replies,
            [
                .. replies.Where((_, place) => shuffled[place].LeftContact)
                    .GroupBy(reply => (reply.Version, reply.Standard, reply.Year))
                    .Select(same => new LeftContacts(same.Key.Version, same.Key.Standard, same.Key.Year, same.Count())),
            ]);
    }

    /// <summary>What the group counts for, computed from what was said.</summary>
    /// <param name="survey">The round.</param>
    /// <param name="forms">The definitions that were answered.</param>
    public Cells Count(CaseId survey, FormCatalogue forms)
    {
        Cells cells = new();
        foreach (SurveyReply reply in Replies)
        {
            FormDefinition form = forms.Find(reply.Form, reply.Version)
                ?? throw new InvalidOperationException($"The form {reply.Form} version {reply.Version}, which {survey} was answered with, is gone.");
            cells.Add(SurveyCells.Of(survey, form, reply, leftContact: false));
        }

        foreach (LeftContacts left in Contacts)
        {
            cells.Add(SurveyCells.Key(survey, left.Version, SurveyCells.All, SurveyCells.Contact, left.Standard, left.Year), left.Count);
        }

        return cells;
    }

    /// <summary>The rows of the group, as many as its replies need.</summary>
    public IEnumerable<TableEntity> Rows(CaseId survey)
    {
        List<string> texts = [.. Replies.Select(reply => JsonSerializer.Serialize(reply, Json.Options))];
        for (int number = 0, taken = 0; taken < texts.Count; number++)
        {
            int length = 0;
            string[] some = [.. texts.Skip(taken).TakeWhile(text => (length += text.Length + 1) <= MostInRow)];
            TableEntity row = new(survey.Value, string.Create(CultureInfo.InvariantCulture, $"{SurveyTable.GroupFrom}{Name}|{number:D2}"))
            {
                [ContactsColumn] = JsonSerializer.Serialize(number == 0 ? Contacts : [], Json.Options),
            };
            if (some.Length == 0 || !LongText.TryWrite(row, RepliesColumn, $"[{string.Join(',', some)}]"))
            {
                throw new InvalidDataException(
                    $"A reply to {survey} is longer than a row takes: its form allows longer texts than any reply may have.");
            }

            taken += some.Length;
            yield return row;
        }
    }

    /// <summary>Puts rows of one group together.</summary>
    public static ReplyGroup From(string name, IEnumerable<TableEntity> rows)
    {
        List<SurveyReply> replies = [];
        List<LeftContacts> contacts = [];
        foreach (TableEntity row in rows)
        {
            replies.AddRange(JsonSerializer.Deserialize<List<SurveyReply>>(LongText.Read(row, RepliesColumn), Json.Options)!);
            contacts.AddRange(JsonSerializer.Deserialize<List<LeftContacts>>(row.GetString(ContactsColumn)!, Json.Options)!);
        }

        return new ReplyGroup(name, replies, contacts);
    }

    /// <summary>The group's name in the key of one of its rows.</summary>
    public static string NameIn(string rowKey) => rowKey.Split('|')[1];
}

/// <summary>How many of a group left contact details.</summary>
/// <param name="Version">The version of the form.</param>
/// <param name="Standard">The standard of their certificates; null for none.</param>
/// <param name="Year">The year of their replies.</param>
/// <param name="Count">How many.</param>
internal sealed record LeftContacts(int Version, StandardCode? Standard, int Year, int Count);
