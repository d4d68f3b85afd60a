namespace AsiFunctions.Domain.Dashboard;

/// <summary>The names of the cubes that everything is counted in, each with its dimensions.</summary>
public static class Cubes
{
    /// <summary>Members: class code, size band. +1 from a day, -1 from another; so the members of any day are a sum.</summary>
    public const string Members = "members";

    /// <summary>Survey replies: survey, definition version, question, answer. See the surveys' own facts.</summary>
    public const string Surveys = "surveys";

    /// <summary>E-mails: template, what became of them. The day is that of the last try.</summary>
    public const string Mail = "mail";
}
