using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Import;

/// <summary>A file of earlier records without faults: what it would do, and how far it is taken over.</summary>
/// <param name="Id"><c>IMP-…</c>; the same for the same content.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Content">The blob that holds the file, named by the SHA-256 of its content, hexadecimal.</param>
/// <param name="Planned">What it would have done on the day of the check.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far it is.</param>
public sealed record MemberImport(CaseId Id, int StepNumber, string Content, ImportPlanned Planned, ImportState State, ImportProgress Progress) : ICase
{
    /// <summary>The three letters of an import's id.</summary>
    public const string Prefix = "IMP";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.Name;
}

/// <summary>What an import would do.</summary>
/// <param name="Members">In the file.</param>
/// <param name="New">Of these, not here yet.</param>
/// <param name="Same">Of these, taken over before with the same facts.</param>
/// <param name="Different">Of these, here with other facts: they are left as they are.</param>
/// <param name="ClassChanges">Changes of class of the new ones.</param>
/// <param name="SizeChanges">Later size declarations of the new ones.</param>
/// <param name="Suspensions">Suspensions of the new ones.</param>
/// <param name="Exits">Ended memberships of the new ones.</param>
/// <param name="Certificates">Certificates of the new ones.</param>
public sealed record ImportPlanned(
    int Members, int New, int Same, int Different, int ClassChanges, int SizeChanges, int Suspensions, int Exits, int Certificates);

/// <summary>How far an import is.</summary>
/// <param name="Done">Members of the file that were looked at.</param>
/// <param name="Added">Of these, taken over by this import.</param>
/// <param name="Same">Of these, here already with the same facts.</param>
/// <param name="Left">Of these, here with other facts and left as they are; the first of them.</param>
/// <param name="LeftCount">How many those are.</param>
/// <param name="Faults">What was found only while taking over; the first of them.</param>
/// <param name="FaultCount">How many those are.</param>
public sealed record ImportProgress(
    int Done, int Added, int Same, IReadOnlyList<LeftMember> Left, int LeftCount, IReadOnlyList<ImportFault> Faults, int FaultCount)
{
    /// <summary>Members and faults that are named; more are only counted.</summary>
    public const int MostNamed = 200;

    /// <summary>Before anything was looked at.</summary>
    public static ImportProgress None { get; } = new(0, 0, 0, [], 0, [], 0);

    /// <summary>With what the next members came to.</summary>
    public ImportProgress With(ImportProgress more) => new(
        Done + more.Done,
        Added + more.Added,
        Same + more.Same,
        [.. Left.Concat(more.Left).Take(MostNamed)],
        LeftCount + more.LeftCount,
        [.. Faults.Concat(more.Faults).Take(MostNamed)],
        FaultCount + more.FaultCount);
}

/// <summary>A member that was left as it is.</summary>
/// <param name="Key">In the earlier records.</param>
/// <param name="Member">Here.</param>
public sealed record LeftMember(string Key, CaseId Member);

/// <summary>Something that stood in the way of taking a member over.</summary>
/// <param name="Line">The line in the file.</param>
/// <param name="Message">What is wrong, and how to mend it.</param>
public sealed record ImportFault(int Line, string Message);

/// <summary>Where an import stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Checked), "checked")]
[JsonDerivedType(typeof(Applying), "applying")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record ImportState
{
    private ImportState()
    {
    }

    /// <summary>The name, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch { Checked => "checked", Applying => "applying", Applied => "applied", _ => "stopped" };

    /// <summary>Without faults, and nothing is taken over yet.</summary>
    public sealed record Checked : ImportState;

    /// <summary>It is being taken over.</summary>
    /// <param name="By">Who decided so.</param>
    /// <param name="At">When.</param>
    public sealed record Applying(Actor By, DateTimeOffset At) : ImportState;

    /// <summary>All of it is taken over, but what is named in its progress.</summary>
    /// <param name="At">When the last member was.</param>
    public sealed record Applied(DateTimeOffset At) : ImportState;

    /// <summary>
    /// The file no longer fits what is here, such as the standards that are loaded: nothing more of it is taken over until it is applied anew.
    /// </summary>
    /// <param name="At">When that was found.</param>
    public sealed record Stopped(DateTimeOffset At) : ImportState;
}
