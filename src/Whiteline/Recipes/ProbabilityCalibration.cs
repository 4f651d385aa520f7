namespace Whiteline.Recipes;

/// <summary>How probabilities are made honest.</summary>
public enum ProbabilityCalibration
{
    /// <summary>As the classifier does by itself: a support vector machine by Platt's sigmoid, a network by a temperature, both fitted to spectra held out by group.</summary>
    Own,

    /// <summary>By isotonic regression over it, one class against the rest, fitted to groups held out; takes up to five more trainings.</summary>
    Isotonic,
}
