"""The app on screen: pages take input, call the assistant and draw what came back."""
