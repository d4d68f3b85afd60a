using AsiFunctions.Domain.Assurance.Oversight;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>Publication text is free of what the report marks as confidential. Rather one word too many is found than one too few.</summary>
public sealed class ConfidentialWordsTests
{
    [Theory]
    [InlineData("We met Jane Doe.", "Jane Doe")]
    [InlineData("We met jane DOE.", "Jane Doe")]
    [InlineData("Jane Doe", "Jane Doe")]
    [InlineData("Jane Doe's plan", "Jane Doe")]
    [InlineData("(Jane Doe)", " Jane Doe ")]
    [InlineData("the Doe-Smith report", "Doe")]
    [InlineData("Aluminium from Al.", "Al")]   // the second one
    [InlineData("Line 7, not 17", "7")]
    [InlineData("We met Jane\nDoe.", "Jane Doe")]   // where a line breaks
    [InlineData("We met Jane  Doe.", "Jane Doe")]
    [InlineData("We met Jane\u00A0Doe.", "Jane Doe")]   // a blank that does not break
    [InlineData("We met Jane\u3000Doe.", "Jane\tDoe")]
    [InlineData("José Núñez", "JOSÉ NÚÑEZ")]
    [InlineData("Мы говорили с Иваном", "иваном")]
    [InlineData("我们采访了张伟经理", "张伟")]   // Chinese has no blanks
    [InlineData("张伟", "张伟")]
    [InlineData("示例ABC工厂", "ABC")]
    [InlineData("示例ＡＢＣ工厂", "ABC")]   // as wide as Chinese characters
    [InlineData("R&D at the works", "R&D")]
    [InlineData("Doe\uD800", "Doe")]   // half a character is no part of a word
    public void A_name_is_found(string summary, string word) => Assert.Equal(CheckOutcome.Failed, Check(summary, word));

    [Theory]
    [InlineData("Aluminium is made here.", "Al")]
    [InlineData("Janet Doerr", "Jane")]
    [InlineData("Janet Doerr", "Doe")]
    [InlineData("Line 17", "7")]
    [InlineData("We met Jane.", "Jane Doe")]
    [InlineData("Jane, Doe", "Jane Doe")]
    [InlineData("All is well.", "")]
    [InlineData("All is well.", "  ")]
    [InlineData("我们采访了经理", "张伟")]
    public void What_is_no_whole_word_is_not(string summary, string word) => Assert.Equal(CheckOutcome.Passed, Check(summary, word));

    private static CheckOutcome Check(string summary, string word) =>
        Checking.Good().With(report => report with { Summary = summary, Confidential = [word] }).Result("nothing-confidential").Result;
}
